import { Sentence } from './say.mjs'

/** A role nobody logs in as: the records belong to it, so that the system can add to them and nothing else (TE3). */
const KEEPER = 'expert_pool_keeper'
const RECORDS = ['audit_event', 'audit_seal', 'status_history', 'audit_archive']
/** What only the administrator of the database adds to: the system reads where its chain begins. */
const READ_ONLY = ['audit_archive']
const GUARD = 'public.refuse_change()'

async function connect(url) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw new Sentence(`连接不上数据库：${error.message}。请核对数据库管理员的地址。`)
  }
  return client
}

/** Does something as the administrator of a database, in one transaction; nothing where the tables are not there yet. */
async function asAdministrator(url, work) {
  const client = await connect(url)
  try {
    const { rows } = await client.query(
      `SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super,
              to_regclass('public.status_history') IS NOT NULL AS there, current_database() AS database,
              (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = to_regclass('public.application')) AS app`,
    )
    const [{ super: superuser, there, app, database }] = rows
    if (!superuser) throw new Sentence('这一步需要数据库管理员（超级用户）的地址。')
    if (!there) return false
    await client.query('BEGIN')
    await work(client, client.escapeIdentifier(app), client.escapeIdentifier(database))
    await client.query('COMMIT')
    return true
  } finally {
    await client.end()
  }
}

/**
 * After the structure is up to date: the role of the system may read the records and add to them, and neither change
 * them nor take their guards off, nor drop them with their schema.
 * @param url address of the database for its administrator
 * @returns false where there is no structure yet
 */
export const keepRecords = url =>
  asAdministrator(url, async (client, app, database) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [KEEPER])
    if (rowCount === 0) await client.query(`CREATE ROLE ${KEEPER} NOLOGIN`)
    await client.query(`ALTER SCHEMA public OWNER TO ${KEEPER}`)
    await client.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${app}`)
    await client.query(`GRANT CREATE ON DATABASE ${database} TO ${app}`)
    await client.query(`ALTER FUNCTION ${GUARD} OWNER TO ${KEEPER}`)
    for (const table of RECORDS) {
      await client.query(`ALTER TABLE public.${table} OWNER TO ${KEEPER}`)
      await client.query(`REVOKE ALL ON public.${table} FROM ${app}`)
      // REFERENCES: other tables may point at a record
      const may = READ_ONLY.includes(table) ? 'SELECT' : 'SELECT, INSERT, REFERENCES'
      await client.query(`GRANT ${may} ON public.${table} TO ${app}`)
      const { rows } = await client.query(
        `SELECT d.objid::regclass::text AS sequence FROM pg_depend d JOIN pg_class c ON c.oid = d.objid
         WHERE d.refobjid = $1::regclass AND c.relkind = 'S'`,
        [`public.${table}`],
      )
      for (const { sequence } of rows) await client.query(`GRANT USAGE, SELECT ON SEQUENCE ${sequence} TO ${app}`)
    }
  })

/** Before an upgrade, which may have to change the structure of the records: gives them back to the role of the system. */
export const openRecords = url =>
  asAdministrator(url, async (client, app) => {
    // a record that only this upgrade brings is not there yet
    for (const table of RECORDS) await client.query(`ALTER TABLE IF EXISTS public.${table} OWNER TO ${app}`)
    await client.query(`ALTER FUNCTION ${GUARD} OWNER TO ${app}`)
  })
