import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Task } from '#domain';

/** One task as folded from its stream, with the columns that lists filter and sort by. */
@Entity({ name: 'tasks', synchronize: false })
export class TaskRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'plan_id', nullable: true })
  planId!: string | null;

  @Column('int', { nullable: true })
  row!: number | null;

  @Column('text', { name: 'group_ordinal', nullable: true })
  groupOrdinal!: string | null;

  @Column('text', { name: 'title_key' })
  titleKey!: string;

  @Column('text')
  search!: string;

  @Column('text')
  work!: string;

  @Column('date', { nullable: true })
  due!: string | null;

  /** Every agency that may see the task. */
  @Column('text', { array: true })
  agencies!: string[];

  @Column('text', { array: true })
  coordinators!: string[];

  /** Hashes of the files it refers to. */
  @Column('text', { array: true })
  files!: string[];

  @Column('int')
  version!: number;

  @Column('jsonb')
  state!: Task;
}
