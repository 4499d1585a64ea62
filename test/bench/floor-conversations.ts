/** The other way to build it: @grammyjs/conversations, 12 questions, its state in PostgreSQL. */
import {
  conversations,
  createConversation,
  type ConversationFlavor,
  type Conversation,
} from '@grammyjs/conversations';
import Fastify from 'fastify';
import { Bot, webhookCallback, type Context } from 'grammy';
import pg from 'pg';
import { ready } from './child.js';
import { botInfo, botToken, nowhere } from './telegram.js';

const QUESTIONS = 12;
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
await pool.query(
  'CREATE TABLE IF NOT EXISTS floor_conversation (key text PRIMARY KEY, state jsonb NOT NULL)',
);

// Replies are handed over and go nowhere, on this side as on ours.
const api = nowhere();
const bot = new Bot<ConversationFlavor<Context>>(botToken, { botInfo, client: { fetch: api.fetch } });
bot.use(
  conversations({
    storage: {
      type: 'key',
      adapter: {
        read: async (key) => {
          const { rows } = await pool.query<{ state: never }>({
            name: 'read',
            text: 'SELECT state FROM floor_conversation WHERE key = $1',
            values: [key],
          });
          return rows[0]?.state;
        },
        write: async (key, state) => {
          await pool.query({
            name: 'write',
            text: 'INSERT INTO floor_conversation VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET state = EXCLUDED.state',
            values: [key, JSON.stringify(state)],
          });
        },
        delete: async (key) => {
          await pool.query({
            name: 'delete',
            text: 'DELETE FROM floor_conversation WHERE key = $1',
            values: [key],
          });
        },
      },
    },
  }),
);
bot.use(
  createConversation(async function report(conversation: Conversation, ctx: Context) {
    const answers: string[] = [];
    for (let question = 1; question <= QUESTIONS; question += 1) {
      await ctx.reply(`Pertanyaan ${String(question)}?`);
      const answer = await conversation.waitFor('message:text');
      answers.push(answer.message.text);
    }
    await ctx.reply(`Terima kasih. ${String(answers.length)} jawaban diterima.`);
  }),
);
bot.on('message', (ctx) => ctx.conversation.enter('report'));
const app = Fastify();
app.post('/webhook', webhookCallback(bot, 'fastify'));
const address = await app.listen({ port: 0, host: '127.0.0.1' });
ready(`${address}/webhook`, api.handed);
