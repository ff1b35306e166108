import type { Command } from 'commander';
import type { Proof } from '#evidence';
import { Refused, type Terminal } from '../shared/terminal.js';
import { writeResultFile } from '../shared/write-result-file.js';

const prove = async (task: string): Promise<Proof> => {
  const [{ withSystem }, { exportProof }] = await Promise.all([import('../shared/open-system.js'), import('#evidence')]);
  const stream = /^(?:task|remarks)-/u.test(task) ? task : `task-${task}`;
  const proof = await withSystem((context) => exportProof(context, stream));
  if (proof === null) throw new Refused(`Không có nhiệm vụ "${task}".`);
  return proof;
};

export const addExportProof = (program: Command, terminal: Terminal): void => {
  program
    .command('export-proof')
    .description('xuất lịch sử một nhiệm vụ kèm bằng chứng, kiểm tra được bằng docs/verify/verify-proof.mjs mà không cần hệ thống')
    .argument('<TASK>', 'mã nhiệm vụ; remarks-MÃ: các ý kiến về nhiệm vụ đó')
    .argument('[FILE]', 'tệp sẽ ghi; không nêu thì in ra')
    .action(async (task: string, file: string | undefined) => {
      const proof = await prove(task);
      const { proofText } = await import('#evidence');
      if (file === undefined) {
        terminal.out(proofText(proof));
        return;
      }
      await writeResultFile(file, proofText(proof));
      terminal.out(
        `Đã ghi ${proof.events.length} sự kiện kèm bằng chứng đến mốc đối chiếu số ${proof.anchor.position} vào ${file}.\n` +
          `Kiểm tra: node docs/verify/verify-proof.mjs ${file} ${proof.publicKey}\n`,
      );
    });
};
