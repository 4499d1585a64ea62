/** The floor of a durable chat step: Fastify, grammY, and one durable INSERT of the update. */
import Fastify from 'fastify';
import { Bot, webhookCallback } from 'grammy';
import pg from 'pg';
import { ready } from './child.js';
import { botInfo, botToken } from './telegram.js';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
await pool.query('CREATE TABLE IF NOT EXISTS floor_update (id bigserial PRIMARY KEY, body jsonb NOT NULL)');
let inserted = 0;
const bot = new Bot(botToken, { botInfo });
bot.on('message', async (ctx) => {
  await pool.query({
    name: 'floor_insert',
    text: 'INSERT INTO floor_update (body) VALUES ($1)',
    values: [JSON.stringify(ctx.update)],
  });
  inserted += 1;
});
const app = Fastify();
app.post('/webhook', webhookCallback(bot, 'fastify'));
const address = await app.listen({ port: 0, host: '127.0.0.1' });
ready(`${address}/webhook`, () => inserted);
