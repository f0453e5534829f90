// The modules of WhatsApp Web that the library asks for, and no other: one that is asked for and is
// not here is recorded and refused, as a changed library would have to be noticed.

const ME = { phone: new Wid('15550783881@c.us'), lid: new Wid('777000@lid') };
const asked = new Set();
const unknown = new Set();

/** Set by control.js: what has left, as a phone would show it. */
const outbox = { onSent() {} };

async function readBlob(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

class OpaqueData {
  static async createFromData(blob, type) {
    return Object.assign(new OpaqueData(), { blob, type });
  }
  url() {
    return 'blob:stand-in';
  }
  autorelease() {}
  formData() {
    return this.blob;
  }
}

/** The file that is being sent: the library asks for it in many steps. */
let uploading = null;

function prepRawMedia(opaque, params) {
  const isImage = opaque.type.startsWith('image/') && !params.asDocument;
  uploading = { type: opaque.type, name: opaque.blob.name, opaque };
  const media = {
    type: isImage ? 'image' : 'document',
    mimetype: opaque.type,
    filename: opaque.blob.name,
    filehash: 'hash',
    mediaBlob: opaque,
    set(facts) {
      Object.assign(media, facts);
    },
    toJSON: () => ({ type: media.type, mimetype: media.mimetype, filename: media.filename }),
  };
  return { waitForPrep: async () => media };
}

async function addAndSend(chat, message) {
  const file = message.directPath
    ? { name: uploading.name, type: uploading.type, data: await readBlob(uploading.opaque.blob) }
    : null;
  const facts = { ...message };
  for (const step of ['mediaBlob', 'set', 'toJSON']) delete facts[step];
  Msg.add(new Model({ ...facts, isNewMsg: true }));
  outbox.onSent({ chat: String(chat.id), message: facts, file });
}

const get = (name) => (model) => model[name];

const MODULES = {
  WAWebSocketModel: { Socket },
  WAWebCmd: { Cmd },
  WAWebConnModel: { Conn },
  WAWebOfflineHandler: { OfflineMessageHandler: { getOfflineDeliveryProgress: () => 100 } },
  WAWebAltDeviceLinkingApi: {
    setPairingType() {},
    async initializeAltDeviceLinking() {},
    startAltLinkingFlow: async (phone) => (phone === '15550001111' ? 'ABCD1234' : 'WRONG000'),
  },
  WABase64: { encodeB64: (bytes) => btoa(String.fromCharCode(...bytes)) },
  WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: '1' },
  WAWebAdvSignatureApi: {},
  WAWebUserPrefsInfoStore: {
    waNoiseInfo: { get: async () => ({ staticKeyPair: { pubKey: [1, 2, 3] } }) },
  },
  WAWebSignalStoreApi: {
    waSignalStore: {
      getRegistrationInfo: async () => ({ identityKeyPair: { pubKey: [4, 5, 6] } }),
    },
  },
  WAWebUserPrefsMultiDevice: { getADVSecretKey: () => 'adv-secret' },
  WAWebUserPrefsMeUser: { getMaybeMePnUser: () => ME.phone, getMaybeMeLidUser: () => ME.lid },
  WAWebCollections: {
    Msg,
    Chat,
    Contact,
    Blocklist: new Collection(String),
    GroupMetadata: { update: async () => {} },
  },
  WAWebSyncGatingUtils: {},
  WAWebCallCollection: {},
  WAWebAddonReactionTableMode: { reactionTableMode: { bulkUpsert() {} } },
  WAWebAddonPollVoteTableMode: { pollVoteTableMode: { bulkUpsert() {} } },
  WAWebBackendJobsCommon: { mediaTypeFromProtobuf: () => null },
  WAWebE2EProtoUtils: { typeAttributeFromProtobuf: () => 'text' },
  WAWebChatGetters: { getIsNewsletter: () => false, getIsBroadcast: () => false },
  WALinkify: { findLink: () => null, findLinks: () => [] },
  WAWebWidFactory: { createWid: widOf, createWidFromWidLike: widOf, asUserWidOrThrow: widOf },
  WAWebMsgKey: MsgKey,
  WAWebGetEphemeralFieldsMsgActionsUtils: { getEphemeralFields: () => ({}) },
  WAWebSendMsgChatAction: {
    addAndSendMsgToChat: (chat, message) => [addAndSend(chat, message), Promise.resolve()],
  },
  WAWebStreamModel: { Stream: { markAvailable() {}, markUnavailable() {} } },
  WAWebUpdateUnreadChatAction: {
    async sendSeen({ chat }) {
      chat.unreadCount = 0;
    },
  },
  WAWebFindChatAction: {
    findOrCreateLatestChat: async (wid) =>
      String(wid).startsWith('000') ? null : { chat: openChat(wid) },
  },
  WAWebMsgReply: { canReplyMsg: () => true },
  WAWebMediaOpaqueData: OpaqueData,
  WAWebPrepRawMedia: { prepRawMedia },
  WAWebMediaStorage: {
    getOrCreateMediaObject: () => ({ type: 'image', filehash: 'hash', size: 1, consolidate() {} }),
  },
  WAWebMmsMediaTypes: { msgToMediaType: ({ type }) => type, castToV4: (type) => type },
  WAWebMediaDataUtils: { shouldUseMediaCache: () => false },
  WAWebMediaMmsV4Upload: {
    uploadMedia: async () => ({
      mediaEntry: { mmsUrl: 'https://mmg.example/x', directPath: '/x', mediaKey: 'key' },
    }),
  },
  WAWebApiContact: {
    getAlternateUserWid: () => null,
    getCurrentLid: () => ME.lid,
    getPhoneNumber: (wid) => Contact.get(wid)?.phoneNumber ?? ME.phone,
  },
  WAWebContactGetters: {
    getIsMe: () => false,
    getIsUser: () => true,
    getIsGroup: () => false,
    getIsWAContact: () => true,
    getUserid: (contact) => contact.id.user,
    getVerifiedName: () => null,
    getVerifiedLevel: () => 0,
    getStatusMute: () => false,
    getName: get('name'),
    getShortName: get('name'),
    getPushname: get('pushname'),
    getIsEnterprise: () => false,
  },
  WAWebFrontendContactGetters: { getIsMyContact: () => false },
  WAWebDownloadManager: {
    downloadManager: {
      async downloadAndMaybeDecrypt({ directPath }) {
        const text = atob(directPath.replace('/data/', ''));
        return Uint8Array.from(text, (letter) => letter.charCodeAt(0)).buffer;
      },
    },
  },
  WAWebChatLoadMessages: { loadEarlierMsgs: async () => [] },
  WAWebLidMigrationUtils: { toPn: (id) => id },
};

window.Debug = { VERSION: '2.3000.stand-in' };
window.require = (name) => {
  asked.add(name);
  if (Object.hasOwn(MODULES, name)) return MODULES[name];
  unknown.add(name);
  throw new Error(`There is no module ${name}.`);
};
