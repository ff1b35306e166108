import type pg from 'pg';
import type { DeclaredTable } from './declared-table.js';

/** An ordinary or partitioned table as the database has it; those of extensions are not ours. */
export interface FoundTable {
  readonly name: string;
  /** In order, without generated ones. */
  readonly columns: readonly string[];
}

/** Every table of the database that somebody has made. */
export const tablesOf = async (client: Pick<pg.ClientBase, 'query'>): Promise<readonly FoundTable[]> => {
  const { rows } = await client.query<FoundTable>(
    `select format('%s.%s', n.nspname, c.relname) as name,
            array(select a.attname::text from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
        and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      order by n.nspname, c.relname`,
  );
  return rows;
};

const covers = ({ name }: DeclaredTable, table: string): boolean =>
  name.endsWith('*') ? table.startsWith(name.slice(0, -1)) : name === table;

/** Null: nobody has said what the table holds. The more particular declaration counts. */
export const declarationOf = (declared: readonly DeclaredTable[], table: string): DeclaredTable | null =>
  declared.find(({ name }) => name === table) ?? declared.find((one) => covers(one, table)) ?? null;
