import { expose } from 'comlink';
import { workApi } from './work-api';

expose(workApi);
