import { expose } from 'comlink';
import { createWorkApi } from './work-api';

expose(createWorkApi());
