export { startGateway } from './gateway.ts';
export { openRotation, type Rotation } from './rotation.ts';
export type { Site } from './site.ts';
