import { expect, test } from 'vitest';
import { pprofCommand, pprofFileCommand } from './pprof-commands';

test('the pprof lines are safe to copy: only http, quoted', () => {
  expect(pprofCommand('http://shop-0.dev.svc:4080/debug/pprof/profile?seconds=15')).toBe(
    "go tool pprof -http=: 'http://shop-0.dev.svc:4080/debug/pprof/profile?seconds=15'",
  );
  expect(pprofCommand("http://a/'; reboot")).toBeUndefined();
  expect(pprofCommand("http://a/';reboot;'")).toBe(
    "go tool pprof -http=: 'http://a/'\\'';reboot;'\\'''",
  );
  expect(pprofCommand('http://a/$(reboot)`id`')).toBe(
    "go tool pprof -http=: 'http://a/$(reboot)`id`'",
  );
  expect(pprofCommand('http://a/\nreboot')).toBeUndefined();
  expect(pprofCommand('javascript:alert(1)')).toBeUndefined();
  expect(pprofCommand('')).toBeUndefined();
  expect(pprofFileCommand('cpu shop-k8s_0.pb.gz')).toBe(
    "go tool pprof -http=: 'cpu shop-k8s_0.pb.gz'",
  );
  expect(pprofFileCommand('-x')).toBe('go tool pprof -http=: ./-x');
});
