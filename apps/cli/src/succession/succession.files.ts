import { z } from 'zod';
import { ReorganisationFile, SuccessionLineBody } from '#contracts';
import { readSourceFile } from '../shared/read-source-file.js';
import { Refused } from '../shared/terminal.js';

/** A proposal as `plan --out` writes it: a person fills in each `to`. Other fields are there to be read. */
const ProposalFile = z.object({
  reorganisation: z.string(),
  lines: z.array(z.object(SuccessionLineBody.shape)),
});
export type ProposalFile = z.output<typeof ProposalFile>;

const parsed = async <Shape extends z.ZodType>(file: string, shape: Shape, what: string): Promise<z.output<Shape>> => {
  const text = (await readSourceFile(file)).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refused(`${file} không phải tệp JSON: ${error instanceof Error ? error.message : String(error)}.`, { cause: error });
  }
  const checked = shape.safeParse(value);
  if (checked.success) return checked.data;
  const [first] = checked.error.issues;
  const place = first === undefined ? '' : `/${first.path.join('/')}: ${first.message}`;
  throw new Refused(`${file} không phải ${what}. Chỗ đầu tiên cần sửa: ${place}`);
};

/** @throws Refused with the first place that is wrong */
export const readReorganisation = (file: string): Promise<ReorganisationFile> =>
  parsed(file, ReorganisationFile, 'tệp đợt sắp xếp tổ chức');

/** @throws Refused with the first place that is wrong */
export const readProposal = (file: string): Promise<ProposalFile> => parsed(file, ProposalFile, 'tệp phương án chuyển giao');
