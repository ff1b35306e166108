import type { View } from '#event-store';
import { allViews } from '#schema';
import { Refused } from '../shared/terminal.js';

/** @throws Refused with the names that there are */
export const viewNamed = (name: string): View => {
  const view = allViews.find((one) => one.name === name);
  if (view !== undefined) return view;
  throw new Refused(`Không có bảng đọc "${name}". Các bảng đọc: ${allViews.map((one) => one.name).join(', ')}.`);
};
