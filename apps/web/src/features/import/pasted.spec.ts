import { describe, expect, test } from '@jest/globals';
import { pastedFile } from './pasted.js';

const clipboard = (data: Readonly<Record<string, string>>, files: readonly File[] = []) => ({
  files: files as unknown as FileList,
  getData: (type: string) => data[type] ?? '',
});

describe('what is pasted', () => {
  test('is the table of Word or of a sheet, where there is one', async () => {
    const file = pastedFile(clipboard({ 'text/html': '<table><tr><td>Sở Nội vụ</td></tr></table>', 'text/plain': 'Sở Nội vụ' }));
    expect([file?.type, await file?.text()]).toEqual(['text/html', '<table><tr><td>Sở Nội vụ</td></tr></table>']);
  });

  test('is its text where it is no table', async () => {
    const file = pastedFile(clipboard({ 'text/html': '<p>1\tSở Nội vụ</p>', 'text/plain': '1\tSở Nội vụ' }));
    expect([file?.name, await file?.text()]).toEqual(['dan-tu-bo-nho-tam.txt', '1\tSở Nội vụ']);
  });

  test('is a file where one was copied, and nothing where nothing was', () => {
    const copied = new File(['x'], 'ke-hoach.docx');
    expect(pastedFile(clipboard({ 'text/plain': 'ke-hoach.docx' }, [copied]))).toBe(copied);
    expect(pastedFile(clipboard({ 'text/plain': '  ' }))).toBeNull();
  });
});
