// The page's own collections, as far as the library listens to them. Plain scripts of one page:
// what is declared here is used in modules.js and control.js.

class Emitter {
  constructor() {
    this.listeners = [];
  }
  on(names, run) {
    for (const name of names.split(' ')) this.listeners.push({ name, run });
  }
  once(name, run) {
    const only = (...given) => {
      this.off(name, only);
      run(...given);
    };
    this.on(name, only);
  }
  off(name, run) {
    this.listeners = this.listeners.filter((one) => one.name !== name || one.run !== run);
  }
  emit(name, ...given) {
    for (const one of [...this.listeners]) if (one.name === name) one.run(...given);
  }
}

class Wid {
  constructor(text) {
    const [user, server] = text.split('@');
    Object.assign(this, { user, server, _serialized: text });
  }
  isLid() {
    return this.server === 'lid';
  }
  isUser() {
    return this.server === 'c.us' || this.isLid();
  }
  isGroup() {
    return this.server === 'g.us';
  }
  isStatus() {
    return this.server === 'broadcast';
  }
  toString() {
    return this._serialized;
  }
}

const widOf = (given) => (typeof given === 'string' ? new Wid(given) : given);

class MsgKey {
  constructor({ from, to, id, participant, selfDir }) {
    this.fromMe = selfDir === 'out';
    this.remote = this.fromMe ? to : from;
    this.id = id;
    this.participant = participant;
    const parts = [String(this.fromMe), this.remote, id, participant].filter(Boolean);
    this._serialized = parts.map(String).join('_');
  }
  static async newId() {
    MsgKey.count = (MsgKey.count ?? 0) + 1;
    return `3EB0${String(MsgKey.count).padStart(16, '0')}`;
  }
}

class Model extends Emitter {
  constructor(facts) {
    super();
    Object.assign(this, facts);
  }
  serialize() {
    const { listeners, ...facts } = this;
    return facts;
  }
  toJSON() {
    return this.serialize();
  }
  unsafe() {
    return this;
  }
  msgContextInfo() {
    return { quotedMsg: { body: this.body, type: this.type }, quotedStanzaID: this.id.id };
  }
}

class Collection extends Emitter {
  constructor(nameOf) {
    super();
    this.models = new Map();
    this.nameOf = nameOf;
    this.modelClass = Model;
  }
  get(id) {
    return this.models.get(String(id?._serialized ?? id));
  }
  add(model) {
    this.models.set(this.nameOf(model), model);
    this.emit('add', model);
    return model;
  }
  getModelsArray() {
    return [...this.models.values()];
  }
  async getMessagesById(ids) {
    return { messages: ids.map((id) => this.get(id)).filter(Boolean) };
  }
}

const Msg = new Collection((message) => message.id._serialized);
const Chat = new Collection((chat) => chat.id._serialized);
const Contact = new Collection((contact) => contact.id._serialized);
const Socket = new Emitter();
const Cmd = new Emitter();
const Conn = new Emitter();

Contact.find = async (wid) => {
  const found = Contact.get(wid);
  return found ?? Contact.add(new Model({ id: widOf(wid), pushname: null }));
};

function openChat(wid) {
  const id = widOf(wid);
  const known = Chat.get(id);
  if (known) return known;
  const msgs = {
    getModelsArray: () =>
      Msg.getModelsArray().filter((message) => String(message.id.remote) === String(id)),
  };
  const facts = { id, msgs, mute: { expiration: 0 }, formattedTitle: id.user, unreadCount: 0 };
  const chat = new Model({ ...facts, t: 0 });
  chat.serialize = () => ({
    id,
    unreadCount: chat.unreadCount,
    t: chat.t,
    formattedTitle: chat.formattedTitle,
  });
  if (id.isGroup()) {
    chat.groupMetadata = { isLidAddressingMode: false, serialize: () => ({ participants: [] }) };
  }
  return Chat.add(chat);
}
