import { Injectable, StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { z } from 'zod';
import { fieldErrorsOf } from './field-errors.js';
import { invalid, notFound } from './problem.js';
import { vietnameseMessage } from './vietnamese-message.js';

z.config({ ...z.locales.vi(), customError: vietnameseMessage });

/** Parses bodies and queries with their zod schema (422). A path parameter that cannot exist is simply not found. */
@Injectable()
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => invalid(fieldErrorsOf(issues)) });
  }

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    try {
      return await super.transform<T>(value, metadata);
    } catch (error) {
      if (metadata.type === 'param') throw notFound();
      throw error;
    }
  }
}
