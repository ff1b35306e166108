import type { MigrationInterface } from 'typeorm';
import { Anchors1790000006000 } from './1790000006000-anchors.migration.js';
import { AnchorMails1790000006001 } from './1790000006001-anchor-mails.migration.js';

/** Migrations of this library, oldest first. They stand in schema `es` of the event store. */
export const evidenceMigrations: readonly (new () => MigrationInterface)[] = [Anchors1790000006000, AnchorMails1790000006001];
