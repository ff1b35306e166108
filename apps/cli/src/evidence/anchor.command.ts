import type { Command } from 'commander';
import type { SignedAnchor } from '#evidence';
import { printJson, Refused, type Terminal } from '../shared/terminal.js';
import { writeResultFile } from '../shared/write-result-file.js';

const anchor = async (): Promise<SignedAnchor> => {
  const [{ withSystem }, { makeAnchor }] = await Promise.all([import('../shared/open-system.js'), import('#evidence')]);
  const made = await withSystem(makeAnchor);
  if (made === null) throw new Refused('Nhật ký còn trống, chưa có gì để lập mốc đối chiếu.');
  return made.signed;
};

export const addAnchor = (program: Command, terminal: Terminal): void => {
  program
    .command('anchor')
    .description('lập mốc đối chiếu có chữ ký của nhật ký, để cất ở nơi khác')
    .argument('[FILE]', 'tệp sẽ ghi; không nêu thì in ra')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (file: string | undefined, options: { readonly json?: boolean }) => {
      const signed = await anchor();
      const { anchorText } = await import('#evidence');
      if (file !== undefined) await writeResultFile(file, `${JSON.stringify(signed)}\n`);
      if (options.json === true) printJson(terminal, signed);
      else
        terminal.out(
          file === undefined ? anchorText(signed) : `Đã ghi mốc đối chiếu đến sự kiện số ${signed.anchor.position} vào ${file}.\n`,
        );
    });
};
