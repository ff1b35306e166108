import type { DataSource } from 'typeorm';
import { In } from 'typeorm';
import type { Reader } from '../shared/reader.js';
import { seesEverything } from '../shared/reader.js';
import { TaskRow } from './task.entity.js';

/** Who may see tasks, and through them files. */
export class TaskAudience {
  constructor(private readonly database: DataSource) {}

  /** The agencies that each task concerns. */
  async of(taskIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    if (taskIds.length === 0) return new Map();
    const rows = await this.database.getRepository(TaskRow).find({ select: { id: true, agencies: true }, where: { id: In([...taskIds]) } });
    return new Map(rows.map((row) => [row.id, row.agencies]));
  }

  /** Whether a task that the reader may see refers to the file. */
  async refersToFile(sha256: string, reader: Reader): Promise<boolean> {
    const builder = this.database.getRepository(TaskRow).createQueryBuilder('t').where('t.files @> array[:sha256]', { sha256 });
    if (!seesEverything(reader)) builder.andWhere('t.agencies && cast(:mine as text[])', { mine: [...reader.agencies] });
    return builder.getExists();
  }
}
