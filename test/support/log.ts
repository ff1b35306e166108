import pg from 'pg';
import { locateRunningDatabase } from '#platform';

/** Runs a query on the embedded database of a running product. */
export const query = async <Row extends object>(dataDir: string, text: string): Promise<Row[]> => {
  const url = await locateRunningDatabase(dataDir);
  if (url === null) throw new Error(`No database runs in ${dataDir}`);
  return queryUrl<Row>(url, text);
};

export const queryUrl = async <Row extends object>(url: string, text: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
};

/** First, last and number of positions, streams' versions checked for holes: a sound log has first 1, last = count, no gap. */
export const logPositions = async (
  dataDir: string,
): Promise<{ first: number; last: number; count: number; head: number; gaps: number }> => {
  const [row] = await query<{ first: string; last: string; count: string; head: string; gaps: string }>(
    dataDir,
    `select min(position) as first, max(position) as last, count(*) as count,
            (select position from es.log_head) as head,
            (select count(*) from (select stream_id, max(version) <> count(*) as broken from es.events group by stream_id) s where broken) as gaps
       from es.events`,
  );
  if (row === undefined) throw new Error('The log answered nothing.');
  return { first: Number(row.first), last: Number(row.last), count: Number(row.count), head: Number(row.head), gaps: Number(row.gaps) };
};
