export const PlansPage = () => null;
