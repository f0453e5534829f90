// What the test says to the page, as the phone and WhatsApp's servers would. BOOT is put in front
// by the test: how the world is when a browser comes up.

const sent = [];
const waiting = [];

outbox.onSent = (what) => {
  sent.push(what);
  for (const { count, done } of waiting) if (sent.length >= count) done();
};

function contactOf(id, facts) {
  if (!Contact.get(id)) Contact.add(new Model({ id: new Wid(id), ...facts }));
}

function toMessage(given) {
  const chat = new Wid(given.chat);
  const author = given.author ? new Wid(given.author) : undefined;
  const id = new MsgKey({
    from: chat,
    to: ME.phone,
    id: given.id,
    participant: author,
    selfDir: given.fromMe ? 'out' : 'in',
  });
  return new Model({
    id,
    type: given.type ?? 'chat',
    body: given.body ?? '',
    t: given.t ?? Math.trunc(Date.now() / 1000),
    from: chat,
    to: ME.phone,
    author,
    isNewMsg: true,
    ...given.more,
  });
}

function setState(state) {
  Socket.state = state;
  Socket.emit('change:state', Socket, state);
}

/** As the real page takes its time: not before the library listens. */
async function link() {
  setState('CONNECTED');
  const isHeard = () => Socket.listeners.some(({ name }) => name === 'change:hasSynced');
  while (!isHeard()) await new Promise((done) => setTimeout(done, 10));
  Socket.hasSynced = true;
  Socket.emit('change:hasSynced', Socket);
}

window.standIn = {
  link,
  setState,
  receive(given) {
    const chat = openChat(given.chat);
    chat.unreadCount += 1;
    const message = toMessage(given);
    chat.t = message.t;
    Msg.add(message);
    return message.id._serialized;
  },
  edit(id, body, more) {
    const message = Msg.get(id);
    const before = message.body;
    Object.assign(message, { body, ...more });
    Msg.emit('change:body', message, body, before);
  },
  vote({ pollId, voter, options, at }) {
    const parentKey = Msg.get(pollId).id;
    const { pollVoteTableMode } = MODULES.WAWebAddonPollVoteTableMode;
    pollVoteTableMode.bulkUpsert([
      {
        id: { _serialized: `vote-${at}` },
        pollUpdateParentKey: parentKey,
        t: at,
        author: new Wid(voter),
        selectedOptionLocalIds: options,
        senderTimestampMs: at,
      },
    ]);
  },
  newQr(ref) {
    Conn.ref = ref;
    Conn.emit('change:ref', Conn, ref);
  },
  logout() {
    Cmd.emit('logout');
    location.href = 'https://web.whatsapp.com/?post_logout=1';
  },
  sent: (from) => JSON.stringify(sent.slice(from)),
  untilSent: (count) =>
    new Promise((done) => {
      if (sent.length >= count) done();
      else waiting.push({ count, done });
    }),
  asked: () => JSON.stringify([...asked]),
  unknown: () => JSON.stringify([...unknown]),
};

Socket.state = BOOT.isLinked ? 'OPENING' : 'UNPAIRED';
Socket.hasSynced = false;
Socket.takeover = () => {
  Socket.takeovers = (Socket.takeovers ?? 0) + 1;
  setState('CONNECTED');
};
Conn.ref = 'ref-1';
Conn.platform = 'android';
Conn.serialize = () => ({ pushname: 'Shop', platform: 'android' });
for (const { id, phone, ...facts } of BOOT.contacts) {
  contactOf(id, { ...facts, ...(phone ? { phoneNumber: new Wid(phone) } : {}) });
}
for (const given of BOOT.unread) {
  const chat = openChat(given.chat);
  chat.unreadCount += 1;
  const message = toMessage(given);
  chat.t = message.t;
  Msg.models.set(message.id._serialized, message);
}
if (BOOT.isLinked) link();
