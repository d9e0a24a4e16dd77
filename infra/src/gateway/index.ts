export { startFrontDoor } from './gateway.ts';
