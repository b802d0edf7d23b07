import { expose } from 'comlink';
import { createFilesApi } from './files-api';

expose(createFilesApi());
