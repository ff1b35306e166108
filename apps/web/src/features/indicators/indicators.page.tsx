export const IndicatorsPage = () => null;
