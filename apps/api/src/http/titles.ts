/** Vietnamese sentences of the stable codes. An unknown code still says what kind of refusal it is. */
const titles: Readonly<Record<string, string>> = {};

export const titleOf = (code: string): string => titles[code] ?? 'Không thực hiện được yêu cầu theo quy định.';
