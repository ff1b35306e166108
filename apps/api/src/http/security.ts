import type { SecurityHeadersOptions } from '@nestjs/common';

/**
 * Headers for the built web app: its own scripts only; inline styles because Mantine sets them.
 * On plain http neither HSTS nor the upgrade of requests, or a LAN installation could not be reached.
 */
export const securityHeaders = (publicUrl: string): SecurityHeadersOptions => {
  const https = publicUrl.startsWith('https:');
  return {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'", 'data:'],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        frameAncestors: ["'self'"],
        upgradeInsecureRequests: https,
      },
    },
    strictTransportSecurity: https,
    referrerPolicy: { policy: 'same-origin' },
  };
};
