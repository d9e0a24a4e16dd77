export { startGateway } from './gateway.ts';
export { openRotation, type Rotation } from './rotation.ts';
