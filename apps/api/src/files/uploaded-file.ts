import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { FileRefused } from '#files';
import { invalid, ProblemError, unsupportedType } from '../http/problem.js';

const statusOf: Readonly<Record<string, number>> = { 'FILE.TOO_LARGE': 413, 'FILE.MEDIA_TYPE': 415 };

const refused = (error: FileRefused): ProblemError =>
  new ProblemError({
    status: statusOf[error.code] ?? 422,
    code: error.code,
    title: error.message,
    errors: [{ pointer: '/file', message: error.message }],
  });

const firstFile = async (request: FastifyRequest): Promise<MultipartFile> => {
  if (!request.isMultipart()) throw unsupportedType('Gửi tệp bằng multipart/form-data, trường file.');
  const part = await request.file();
  if (part?.fieldname !== 'file') throw invalid([{ pointer: '/file', message: 'Chưa có tệp.' }]);
  return part;
};

/** Hands the one file of a multipart request to `take` as it streams in. */
export const takeUpload = async <Taken>(
  request: FastifyRequest,
  take: (content: AsyncIterable<Uint8Array>, about: { readonly name: string; readonly mediaType: string }) => Promise<Taken>,
): Promise<Taken> => {
  const part = await firstFile(request);
  try {
    return await take(part.file, { name: part.filename, mediaType: part.mimetype });
  } catch (error) {
    // What is left of the request has to be read, or the answer would not reach the client.
    part.file.resume();
    throw error instanceof FileRefused ? refused(error) : error;
  }
};
