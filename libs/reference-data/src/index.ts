export { agencyIdOf } from './agencies/agency-id.js';
export { isSuperiorIn, langSon2023 } from './agencies/lang-son-2023.directory.js';
export { vietnamWorkingCalendar } from './calendar.js';
