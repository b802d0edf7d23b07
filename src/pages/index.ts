export { Pages } from './Pages';
export { HostProvider, type Host } from './host';
export { QUERY_CLIENT_CONFIG } from './queries';
