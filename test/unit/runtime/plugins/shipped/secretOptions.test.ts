import assert from 'node:assert/strict';
import {
  filesWithoutSecrets,
  isSecretOption,
  withoutSecrets,
} from '../../../../../runtime/plugins/shipped/secretOptions.ts';

describe('secretOptions', () => {
  it('knows secrets by their names', () => {
    for (const name of [
      'password',
      'db_passwd',
      'passphrase',
      'read_community',
      'WRITE_COMMUNITY',
      'token',
      'client_secret',
      'key',
      'api_key',
    ]) {
      assert.equal(isSecretOption(name), true, name);
    }
  });

  it('leaves what only sounds like one: the path of a key, whether to look for keys', () => {
    for (const name of ['key_filename', 'look_for_keys', 'hostname', 'comment', 'socket']) {
      assert.equal(isSecretOption(name), false, name);
    }
  });

  it('masks values, and leaves empty ones as they are', () => {
    assert.deepEqual(withoutSecrets({ password: 'hunter2', token: '', host: '::1' }), {
      password: '***',
      token: '',
      host: '::1',
    });
  });

  it('keeps names that objects have of themselves', () => {
    const files = JSON.parse('{"__proto__": {"constructor": {"password": "x"}}}') as Parameters<
      typeof filesWithoutSecrets
    >[0];
    assert.equal(
      JSON.stringify(filesWithoutSecrets(files)),
      '{"__proto__":{"constructor":{"password":"***"}}}',
    );
  });
});
