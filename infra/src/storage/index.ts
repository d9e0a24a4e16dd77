export { openStorage, prepareFolder, type Storage } from './storage.ts';
export { faultOfStorage, storageSettings, type StorageSettings } from './storage-settings.ts';
export { type Scan, scannerAt } from './scan.ts';
export { receiveUpload, type Received } from './receive-upload.ts';
