import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const navy: MantineColorsTuple = [
  '#eef4fb',
  '#dce8f5',
  '#b8d0ea',
  '#8fb4dc',
  '#6a9ad0',
  '#4a83c3',
  '#3a72b4',
  '#2e63a2',
  '#255590',
  '#1d4777',
];

export const theme = createTheme({
  fontFamily: "'Be Vietnam Pro', 'Segoe UI', system-ui, sans-serif",
  headings: { fontFamily: "'Be Vietnam Pro', 'Segoe UI', system-ui, sans-serif", fontWeight: '600' },
  colors: { navy },
  primaryColor: 'navy',
  primaryShade: 8,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** Mantine's own greys and reds miss the contrast of WCAG AA on white; these meet it. */
export const contrastVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#4d5761',
    '--mantine-color-placeholder': '#5f6973',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-text': '#1c232b',
    '--input-asterisk-color': '#b3261e',
  },
  dark: {},
});
