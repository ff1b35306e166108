import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Remarks } from '#domain';

@Entity({ name: 'remarks', synchronize: false })
export class RemarksRow {
  @PrimaryColumn('uuid', { name: 'task_id' })
  taskId!: string;

  @Column('text', { name: 'waits_for', array: true })
  waitsFor!: string[];

  @Column('boolean', { name: 'waits_for_office' })
  waitsForOffice!: boolean;

  @Column('jsonb')
  state!: Remarks;
}
