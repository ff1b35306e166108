import { plainDate, type AgencyGroup, type AgencyRecord } from '#domain';
import { byKind } from './lang-son-2023.agencies.js';

/** The departments of 2023 merged on 1/3/2025, and the district level ended on 30/6/2025. */
const beforeAnyPlan = plainDate('2016-01-01');
const lastDayOfDepartments = plainDate('2025-02-28');
const lastDayOfDistricts = plainDate('2025-06-30');

const members = (records: readonly AgencyRecord[], to: ReturnType<typeof plainDate>) =>
  records.map(({ id }) => ({ agencyId: id, from: beforeAnyPlan, to }));

const districts: AgencyGroup = {
  id: 'ubnd-cac-huyen-thanh-pho',
  names: [
    'UBND các huyện, thành phố',
    'UBND các huyện và thành phố',
    'UBND huyện, thành phố',
    'UBND cấp huyện',
    'UBND các huyện, thành phố Lạng Sơn',
    'Ủy ban nhân dân các huyện, thành phố',
    'các huyện, thành phố',
  ],
  open: false,
  members: members(byKind.districts, lastDayOfDistricts),
};

const departments: AgencyGroup = {
  id: 'cac-so-ban-nganh',
  names: ['các sở, ban, ngành', 'sở, ban, ngành', 'các sở, ban, ngành tỉnh', 'các sở, ban, ngành cấp tỉnh'],
  open: false,
  members: members([...byKind.departments, ...byKind.branches], lastDayOfDepartments),
};

const bodies = [
  'sở, ban, ngành',
  'sở, ngành',
  'sở, ngành, đơn vị',
  'sở, ban, ngành, đơn vị',
  'sở, ngành, cơ quan, đơn vị',
  'sở, ban, ngành, địa phương',
  'cơ quan',
  'đơn vị',
  'cơ quan, đơn vị',
  'cơ quan, tổ chức',
  'cơ quan, đơn vị, địa phương',
  'ban, ngành',
  'địa phương',
  'sở',
];
const relations = ['liên quan', 'có liên quan'];
const openNames = bodies.flatMap((body) => relations.flatMap((relation) => [`các ${body} ${relation}`, `${body} ${relation}`]));

/** The lead names the members when it asks for coordination. */
const concerned: AgencyGroup = {
  id: 'cac-co-quan-lien-quan',
  names: [...openNames, 'các đơn vị khác có liên quan', 'các sở, ngành', 'các cơ quan, đơn vị'],
  open: true,
  members: [],
};

const localities: AgencyGroup = {
  id: 'dia-phuong',
  names: ['địa phương', 'các địa phương', 'chính quyền địa phương', 'chính quyền địa phương các cấp'],
  open: true,
  members: [],
};

export const groups: readonly AgencyGroup[] = [districts, departments, concerned, localities];
