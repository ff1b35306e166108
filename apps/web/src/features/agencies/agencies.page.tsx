export const AgenciesPage = () => null;
