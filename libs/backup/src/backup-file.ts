import { open, type FileHandle } from 'node:fs/promises';
import { BackupRefused, BlockDamaged } from './backup-errors.js';
import { type ReadBlock, readBlocks } from './blocks/block-reader.js';
import { type BackupHeader, type Mark, parseMark } from './marks.js';

/** One table of a backup as it is read: its rows must be taken before the next table is asked for. */
export interface BackedUpTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<Buffer>;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'tệp không tồn tại',
  EACCES: 'không có quyền đọc',
  EPERM: 'không có quyền đọc',
  EISDIR: 'đó là thư mục',
};

const openFile = async (name: string): Promise<FileHandle> => {
  const refuse = (code: string, cause?: unknown): never => {
    throw new BackupRefused(`Không đọc được tệp sao lưu ${name}: ${reasons[code] ?? code}.`, { cause });
  };
  const file = await open(name, 'r').catch((error: unknown) => refuse((error as NodeJS.ErrnoException).code ?? '', error));
  if ((await file.stat()).isFile()) return file;
  await file.close();
  return refuse('EISDIR');
};

/** Reads a backup from its beginning to its end, and says where it is damaged. */
export class BackupFile {
  private readonly blocks: AsyncGenerator<ReadBlock>;
  private last: ReadBlock | null = null;
  /** The table that is being read, for the sentence that says where the file is damaged. */
  private place = 'phần mở đầu';

  private constructor(
    private readonly name: string,
    private readonly file: FileHandle,
  ) {
    this.blocks = readBlocks(file);
  }

  /** @throws BackupRefused where the file cannot be read */
  static async open(name: string): Promise<BackupFile> {
    return new BackupFile(name, await openFile(name));
  }

  /** @throws BackupRefused where it is not a backup that this program reads */
  async header(): Promise<BackupHeader> {
    const first = await this.next().catch((error: unknown) => {
      throw error instanceof BackupRefused ? this.notABackup(error) : error;
    });
    const mark = first === null ? null : parseMark(first.content.toString('utf8'));
    if (mark?.mark !== 'backup') throw this.notABackup();
    return mark;
  }

  /** The tables in order. Ends well only where the file is whole. @throws BackupRefused */
  async *tables(): AsyncGenerator<BackedUpTable> {
    for (;;) {
      const mark = await this.nextMark();
      if (mark.mark === 'end') break;
      if (mark.mark !== 'table') throw this.altered();
      this.place = `bảng ${mark.name}`;
      yield { name: mark.name, columns: mark.columns, rows: this.rowsOf() };
      const after = this.last === null ? null : parseMark(this.last.content.toString('utf8'));
      if (after?.mark !== 'table-end' || after.name !== mark.name) throw this.altered();
    }
    if ((await this.next()) !== null) throw this.altered();
  }

  async close(): Promise<void> {
    await this.blocks.return(undefined).catch(() => undefined);
    await this.file.close();
  }

  private async *rowsOf(): AsyncGenerator<Buffer> {
    for (;;) {
      const block = await this.next();
      if (block === null) throw this.cutOff();
      if (block.kind === 'mark') return;
      yield block.content;
    }
  }

  private async nextMark(): Promise<Mark> {
    const block = await this.next();
    if (block === null) throw this.cutOff();
    const mark = block.kind === 'mark' ? parseMark(block.content.toString('utf8')) : null;
    if (mark === null) throw this.altered();
    return mark;
  }

  private async next(): Promise<ReadBlock | null> {
    try {
      const step = await this.blocks.next();
      if (step.done === true) return null;
      this.last = step.value;
      return step.value;
    } catch (error) {
      if (error instanceof BlockDamaged) throw error.kind === 'cut-off' ? this.cutOff(error) : this.altered(error);
      throw error;
    }
  }

  private cutOff(cause?: BlockDamaged): BackupRefused {
    return new BackupRefused(`Tệp sao lưu ${this.name} bị cắt cụt ở byte ${this.whereIs(cause)} (${this.place}); ${remedy}`, { cause });
  }

  private altered(cause?: BlockDamaged): BackupRefused {
    return new BackupRefused(`Tệp sao lưu ${this.name} bị hỏng từ byte ${this.whereIs(cause)} (${this.place}); ${remedy}`, { cause });
  }

  private whereIs(cause?: BlockDamaged): number {
    return cause?.offset ?? this.last?.next ?? 0;
  }

  private notABackup(cause?: unknown): BackupRefused {
    return new BackupRefused(
      `${this.name} không phải tệp sao lưu mà bản này đọc được, hoặc đã hỏng ngay từ đầu; hãy kiểm tra tên tệp, chép lại tệp từ nơi lưu, ` +
        'hoặc dùng bản Đôn Đốc mới hơn nếu tệp do bản mới lập.',
      { cause },
    );
  }
}

const remedy = 'chưa có gì được phục hồi. Hãy chép lại tệp từ nơi lưu, hoặc dùng bản sao lưu khác.';
