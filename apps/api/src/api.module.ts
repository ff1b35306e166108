import { Module, type DynamicModule } from '@nestjs/common';
import { ApplicationModule } from './modules/application.module.js';
import { DeliveryModule } from './modules/delivery.module.js';
import { FilesModule } from './modules/files.module.js';
import { HttpModule } from './modules/http.module.js';
import { IdentityModule } from './modules/identity.module.js';
import { InfrastructureModule } from './modules/infrastructure.module.js';
import { ReadModelsModule } from './modules/read-models.module.js';
import type { ApiResources } from './resources.js';

/** The whole api on one context. */
@Module({})
export class ApiModule {
  static with(resources: ApiResources): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        InfrastructureModule.with(resources),
        IdentityModule,
        ReadModelsModule,
        ApplicationModule,
        DeliveryModule,
        FilesModule,
        HttpModule,
      ],
    };
  }
}
