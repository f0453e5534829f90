// A small real Vendure shop: Admin and Shop API on one loopback port, bearer tokens, Postgres.
// JavaScript, because the project's type checker runs without this folder's packages installed.
// It is started by start-process.ts. Everything comes from the environment:
//   SHOP_PORT (0 = any free one) · SHOP_PG_HOST (a host, or the folder of a socket) · SHOP_PG_PORT
//   SHOP_PG_USER · SHOP_PG_PASSWORD · SHOP_PG_DATABASE
//   SHOP_PG_CREATE_TABLES (true on an empty database, once)
//   SHOP_ADMIN_NAME · SHOP_ADMIN_PASSWORD · SHELFTALK_WEBHOOK_URL · SHELFTALK_WEBHOOK_SECRET
// Prints {"port":…} on one line when ready. Ends on SIGTERM, and when its standard input closes,
// which is what happens when the process that started it dies.
import {
  bootstrap,
  DefaultLogger,
  LanguageCode,
  LogLevel,
  PaymentMethodHandler,
} from '@vendure/core';
import { ShelftalkEventsPlugin } from './shelftalk-events-plugin.mjs';

process.env.VENDURE_DISABLE_TELEMETRY = 'true';

const env = process.env;

// Takes the money at once and gives it back at once; declines when the buyer's metadata says so.
const settlingPaymentHandler = new PaymentMethodHandler({
  code: 'settling-payment',
  description: [{ languageCode: LanguageCode.en, value: 'Test payment that settles at once' }],
  args: {},
  createPayment: (_ctx, order, amount, _args, metadata) =>
    metadata.decline === true
      ? { amount, state: 'Declined', errorMessage: 'declined by the buyer', metadata }
      : { amount, state: 'Settled', transactionId: `pay-${order.code}`, metadata },
  settlePayment: () => ({ success: true }),
  createRefund: (_ctx, _input, amount, order) => ({
    state: 'Settled',
    transactionId: `refund-${order.code}-${amount}`,
  }),
});

const webhook = { url: env.SHELFTALK_WEBHOOK_URL, secret: env.SHELFTALK_WEBHOOK_SECRET };

const config = {
  apiOptions: {
    hostname: '127.0.0.1',
    port: Number(env.SHOP_PORT),
    cors: false,
  },
  authOptions: {
    tokenMethod: ['bearer', 'api-key'],
    superadminCredentials: { identifier: env.SHOP_ADMIN_NAME, password: env.SHOP_ADMIN_PASSWORD },
  },
  dbConnectionOptions: {
    type: 'postgres',
    host: env.SHOP_PG_HOST,
    port: Number(env.SHOP_PG_PORT),
    username: env.SHOP_PG_USER,
    password: env.SHOP_PG_PASSWORD || undefined,
    database: env.SHOP_PG_DATABASE,
    synchronize: env.SHOP_PG_CREATE_TABLES === 'true',
    migrations: [],
  },
  paymentOptions: { paymentMethodHandlers: [settlingPaymentHandler] },
  plugins: webhook.url ? [ShelftalkEventsPlugin.init(webhook)] : [],
  logger: new DefaultLogger({ level: LogLevel.Warn, timestamp: false }),
};

process.stdin.resume().on('end', () => process.kill(process.pid, 'SIGTERM'));
const app = await bootstrap(config);
process.stdout.write(`${JSON.stringify({ port: app.getHttpServer().address().port })}\n`);
