import type { Lexicon } from './lexicon.ts';

/** English words around a rule: what people say before they say it, and how they wish for it. */
export const englishFrames: Lexicon = {
  wish:
    'be so kind as to|please be so kind as to|be so kind to|be kind enough to|' +
    'do me a favour and|do me a favor and|do us a favour and|id appreciate you|' +
    'we would appreciate you|i would appreciate you|could you be so kind as to|i want|' +
    'i want you to|i would like|i would like you to|id like|id like you to|i need|' +
    'i need you to|we want|we want you to|we need|we need you to|wed like|wed like you to|' +
    'can you|could you|would you|will you|can u|could u|can we|could we|lets|let us|' +
    'make sure to|make sure that|make sure|make sure you|be sure to|remember to|' +
    'do not forget to|dont forget to|create a rule|create a rule that|create a rule to|' +
    'create rule|add a rule|add a rule that|add a rule to|set up a rule|set up a rule that|' +
    'set up a rule to|make a rule|make a rule that|make a rule to|new rule|' +
    'create an automation|create an automation that|create an automation to|' +
    'set up an automation|set up an automation that|set up an automation to|add an automation|' +
    'automate|automation|rule|new automation|create an alert|set up an alert|set an alert|' +
    'set up alert|create alert|set a rule|make an automation|i want to|id like to|' +
    'i would like to|i need to|we need to|we want to|want to|would love to|would love you to|' +
    'it would be great if you could|it would be nice if you could|' +
    'id appreciate it if you could|you should|you must|you need to|have the bot|have shelftalk|' +
    'get shelftalk to|get the bot to|have the system|shelftalk|bot|' +
    'i was wondering if you could|i was wondering whether you could|i wonder if you could|' +
    'would you mind|would you be able to|are you able to|is there a way to|is it possible to|' +
    'would it be possible to|it would be great if|it would be nice if|it would be good if|' +
    'it would be really helpful if|it would be helpful if|it would help if|itd be great if|' +
    'itd be nice if|it would be lovely if|it would be great if you|it would be nice if you|' +
    'it would be really helpful if you|it would be helpful if you|it would help if you|' +
    'itd be great if you|id be grateful if|id be grateful if you|id be grateful if you could|' +
    'i would be grateful if|i would be grateful if you|i would be grateful if you could|' +
    'i would appreciate it if you could|i would appreciate it if you|i would appreciate it if|' +
    'id appreciate it if|id appreciate it if you|we would appreciate it if|' +
    'we would appreciate it if you|id love you to|id love it if you|id love it if you could|' +
    'id love it if|i would love it if you|if you could|if you would|if you can|feel free to|' +
    'go ahead and|see to it that|ensure|ensure that|please ensure that|take care to|' +
    'take care that|try to|help me to|help me|i expect you to|you can|you could|you shall|' +
    'you have to|your job is to|have it|have you|get you to|the bot should|the bot must|' +
    'the system should|the system must|the system has to|shelftalk should|shelftalk must|' +
    'the app should|have the app|get the system to|arrange for|arrange that|arrange to|' +
    'see that|i wish that you|i wish|we wish|i want that|we want that|id like for|' +
    'id like for you to|i would like for you to|i want for|it is important that|' +
    'its important that|here is a rule|heres a rule|my rule|one rule|another rule|' +
    'one more rule|next rule|rule for this|i have a rule|make sure we|make sure i|' +
    'make sure someone|make sure somebody|remember that|note that|keep in mind to|the rule is|' +
    'the rule is that|the idea is to|the idea is that|what i want is|what i want is to|' +
    'what i want is that|what i need is|what i need is to|what id like is|what id like is to|' +
    'all i want is',
  frameMake:
    'create|set up|setup|set-up|add|make|build|configure|write|define|put in place|' +
    'put together|program|establish|start|install|activate|get me|make me|give me|create me|' +
    'build me|set me up|i need|i want|we need|we want|i would like|id like|we would like|' +
    'wed like|have|there should be|there must be|schedule|prepare|i would like to have|' +
    'id like to have|i want to have|please create',
  frameNoun:
    'rule|automation|trigger|workflow|flow|automated rule|automatic rule|automation rule|' +
    'alert rule|check|monitor|automated check|automatic check|little rule|simple rule|' +
    'something|a thing|mechanism|process|routine|it|it up|automated workflow|automated alert|' +
    'automatic alert|alert|notification|reminder|bot rule|business rule|rule for me|' +
    'automation for me|alert for me|watch|watcher|alarm|macro|scenario|recipe',
  frameLink:
    'that|which|who|to|so that|such that|so|where|whereby|in which|that will|which will|' +
    'that should|which should|that would|which would|that can|which can|that automatically|' +
    'which automatically|to automatically|for|in order to|that is to|under which|by which|' +
    'saying that|with which|that says',
  noticeNoun:
    'alert|alerts|notification|notifications|reminder|warning|message|heads-up|heads up|alarm|' +
    'notice|low stock alert|low-stock alert|stock alert|low stock warning|low-stock warning|' +
    'low stock notification|low-stock notification|ping|automatic alert|automatic notification|' +
    'sms alert|price alert|order alert|automated alert|automated notification|watch|' +
    'instant alert|instant notification',
  shouldGet:
    'should get|must get|gets|get|has to get|have to get|needs to get|need to get|' +
    'should receive|receives|receive|needs|need|must receive|to get|to receive|got|will get|' +
    'will receive|shall get|shall receive|ought to get|wants|should have|is to get|are to get|' +
    'should be sent|is sent|are sent|must be sent|gets sent|has to be sent|to be sent|' +
    'should be given|is given|deserves',
  goesTo:
    'goes to|go to|should go to|is sent to|are sent to|gets sent to|must be sent to|' +
    'should be sent to|must go to|has to go to|to be sent to|needs to go to|will go to|' +
    'shall go to|to go to|should reach|must reach|goes out to|should go out to|goes into|' +
    'should go into|should land in|is posted in|should be posted in|should be posted to|' +
    'must be posted in|gets posted in',
};
