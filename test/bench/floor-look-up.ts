/** The floor of a look-up by the API: Fastify and one SELECT by an index. */
import Fastify from 'fastify';
import pg from 'pg';
import { ready } from './child.js';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
let found = 0;
const app = Fastify();
app.post('/look-up', async (request) => {
  const { nik } = request.body as { nik: string };
  const { rows } = await pool.query<object>({
    name: 'floor_look_up',
    text: 'SELECT id, nik, name, birth_date, sex, desa_code, desil FROM floor_person WHERE nik = $1',
    values: [nik],
  });
  found += rows.length;
  return { items: rows };
});
const address = await app.listen({ port: 0, host: '127.0.0.1' });
ready(`${address}/look-up`, () => found);
