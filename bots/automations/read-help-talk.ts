// What can be done by itself, and how it is said: asked in whichever way.
import { foldWord } from '../language/fold-text.ts';
import type { Draft, Scene } from '../language/understanding.ts';

const NOUN = '(?:automations?|rules?|automatizacion(?:es)?|reglas?|niyam|ऑटोमेशन|नियम)';
const MAKE = '(?:make|create|write|add|set up|build|start|define)';

const patterns = (...lines: readonly string[]) => lines.map((line) => new RegExp(`^${line}$`, 'u'));

const ASKED = patterns(
  `(?:help|ayuda|madad|मदद)(?: me)?(?: with| on| about| con| sobre)?(?: the| my| las)? ${NOUN}`,
  `${NOUN} (?:help|ayuda|madad|मदद|examples?|ejemplos)`,
  `how (?:do|can|would|should) (?:i|we|you|one) (?:${MAKE}|use) (?:an? |new |my |the )*${NOUN}`,
  `how (?:to|does one) (?:${MAKE}|use) (?:an? |new |my )*${NOUN}`,
  `how (?:do|does|are) (?:an? |the )?${NOUN} (?:work|made|written)`,
  `what (?:can|could|do|does) (?:an? |the |your )*${NOUN}(?: do| be used for)?`,
  `what are (?:the )?${NOUN} (?:good )?for`,
  `what (?:is|are) (?:an? )?${NOUN}`,
  `what (?:all )?can (?:i|we|you|be) automated?`,
  `what can you do by (?:yourself|itself)`,
  `(?:give|show)(?: me)? (?:some )?(?:examples?|ideas)(?: of| for)(?: an?| my)? ${NOUN}`,
  `(?:some )?(?:examples?|ideas) (?:of|for) ${NOUN}`,
  `(?:help |what |which |list |show |list of )?(?:the )?(?:triggers?|conditions?)` +
    `(?: (?:are there|exist|do you have|can i use|are available))?`,
  `what can (?:trigger|set off|start) (?:an? |my )?${NOUN}`,
  'help automate',
  `${NOUN} kaise (?:banate hain|banaye|banaun|banau|banaen|banate|kaam karte hain|likhte hain)`,
  `${NOUN} kya (?:kar sakte hain|kar sakta hai)`,
  `(?:que|como) (?:puedo automatizar|pueden hacer (?:las )?${NOUN})`,
  `como (?:creo|hago|se hace|se crea|se hacen) (?:una |las )?${NOUN}`,
);

const HELP = /^\/?(?:help|ayuda|madad|मदद)(?: me)?(?: with| on| about| con| sobre)?\s+(.+)$/u;
const HOW_TO = /^how (?:do|can|would) (?:i|we|you) (.+)$/u;

/** "help pause automation", "what can automations do?"; null: it asks for something else. */
export function readHelpTalk(typed: string, commands: Scene['commands']): Draft | null {
  const said = foldWord(typed.trim())
    .replace(/[¿?¡!.]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  if (ASKED.some((pattern) => pattern.test(said))) return help('automations');
  const topic = (HELP.exec(said) ?? HOW_TO.exec(said))?.[1]?.replace(/\b(?:an?|my|the) /gu, '');
  const found = topic === undefined ? undefined : findCommand(topic, commands);
  return found === undefined ? null : help(found);
}

const help = (topic: string): Draft => ({ command: 'help', slots: { topic } });

/** By its whole name of two words or more: a single word is the parser's. */
function findCommand(topic: string, commands: Scene['commands']): string | undefined {
  if (!topic.includes(' ')) return undefined;
  const found = commands.find(({ name, aliases }) => name === topic || aliases.includes(topic));
  return found?.name;
}
