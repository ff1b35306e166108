import { ZipFile } from 'yazl';

/** Years before 1980 have no place in such an archive; the day says nothing. */
const NO_TIME = new Date(1980, 0, 1);

/** The same parts give the same bytes: in the order given, without times, and uncompressed, since compressors differ between versions. */
export const fixedArchive = async (parts: Readonly<Record<string, Uint8Array | string>>): Promise<Buffer> => {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(parts))
    file.addBuffer(Buffer.from(content as string), name, { mtime: NO_TIME, compress: false, forceDosTimestamp: true });
  file.end();
  const pieces: Buffer[] = [];
  for await (const piece of file.outputStream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
};
