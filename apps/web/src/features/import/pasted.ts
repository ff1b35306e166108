const hasTable = (html: string): boolean => /<table[\s>]/iu.test(html);

/** What was pasted, as a file like any other: the table that Word or a sheet puts on the clipboard, else its text. Null where there is nothing to read. */
export const pastedFile = (clipboard: Pick<DataTransfer, 'files' | 'getData'>): File | null => {
  const [file] = clipboard.files;
  if (file !== undefined) return file;
  const html = clipboard.getData('text/html');
  if (hasTable(html)) return new File([html], 'dan-tu-bo-nho-tam.html', { type: 'text/html' });
  const text = clipboard.getData('text/plain');
  return text.trim() === '' ? null : new File([text], 'dan-tu-bo-nho-tam.txt', { type: 'text/plain' });
};
