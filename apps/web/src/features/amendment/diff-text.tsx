import { wordDiff } from './word-diff.js';

interface DiffTextProps {
  readonly old: string;
  readonly next: string;
  /** Which of the two texts is shown, with what the other lacks marked. */
  readonly side: 'old' | 'next';
}

/** One of two texts, with the words that only it has marked: struck through or underlined, not by colour alone. */
export const DiffText = ({ old, next, side }: DiffTextProps) => (
  <>
    {wordDiff(old, next)
      .filter(({ kind }) => kind === 'same' || (kind === 'gone') === (side === 'old'))
      .map((stretch, index) => {
        if (stretch.kind === 'same') return <span key={index}>{stretch[side]}</span>;
        return stretch.kind === 'gone' ? <del key={index}>{stretch.old}</del> : <ins key={index}>{stretch.next}</ins>;
      })}
  </>
);
