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
      .map(({ kind, text }, index) => {
        if (kind === 'same') return <span key={index}>{text}</span>;
        return kind === 'gone' ? <del key={index}>{text}</del> : <ins key={index}>{text}</ins>;
      })}
  </>
);
