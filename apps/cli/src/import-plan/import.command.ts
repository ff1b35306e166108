import path from 'node:path';
import type { Command } from 'commander';
import { langSon2023 } from '#reference-data';
import { startProgress } from '../shared/progress.js';
import { readSourceFile } from '../shared/read-source-file.js';
import { printJson, type Terminal } from '../shared/terminal.js';
import { draftSummary } from './draft-summary.js';
import { readPlanFile } from './read-plan-file.js';

interface Options {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Reads the file with the shipped directory: neither database nor server is needed. */
const dryRun = async (file: string, options: Options, terminal: Terminal): Promise<void> => {
  const draft = await readPlanFile(await readSourceFile(file), path.basename(file), langSon2023);
  if (options.json === true) printJson(terminal, draft);
  else terminal.out(draftSummary(draft, langSon2023, terminal.width ?? 120));
};

const draftPlan = async (file: string, options: Options, terminal: Terminal): Promise<void> => {
  const progress = await startProgress(terminal, 4);
  try {
    progress.step('đọc tệp');
    const bytes = await readSourceFile(file);
    progress.step('mở cơ sở dữ liệu');
    const { keepDraft } = await import('./keep-draft.js');
    const { planId, draft, directory, url } = await keepDraft({ bytes, name: path.basename(file), step: (name) => progress.step(name) });
    progress.end();
    if (options.json === true) printJson(terminal, { planId, draft });
    else
      terminal.out(
        `${draftSummary(draft, directory, terminal.width ?? 120)}\nĐã lập bản thảo kế hoạch ${planId}.\nRà soát và đưa vào theo dõi: ${url}\n`,
      );
  } finally {
    progress.end();
  }
};

export const addImport = (program: Command, terminal: Terminal): void => {
  program
    .command('import')
    .description('đọc phụ lục của một kế hoạch thành bản thảo (.docx, .xlsx, .pdf, .html, .md, .txt)')
    .argument('<FILE>', 'tệp phụ lục')
    .option('--dry-run', 'chỉ đọc và báo cáo, không ghi; không cần cơ sở dữ liệu')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (file: string, options: Options) =>
      options.dryRun === true ? dryRun(file, options, terminal) : draftPlan(file, options, terminal),
    );
};
