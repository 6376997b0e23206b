/**
 * Run by Node before anything else of the program (`node --require`): says so in one sentence, with exit code 1, where
 * this Node is too old to read the rest, or where the packages are missing. Otherwise it lets Node keep what it compiles
 * for the next start, which takes half the time then. Any Node can read this file: no newer syntax, nothing of ours; so
 * the texts stand here, in both languages.
 */
'use strict';

var version = process.versions.node;

function japanese() {
  var env = process.env;
  return /^ja/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '');
}

function end(english, inJapanese) {
  process.stderr.write((japanese() ? inJapanese : english) + '\n');
  process.exit(1);
}

function hasPackages() {
  try {
    require.resolve('zod');
    return true;
  } catch (_missing) {
    return false;
  }
}

if (parseInt(version, 10) < 24) {
  end(
    'Reprise needs Node.js 24 or newer, this is ' +
      version +
      ': install it from https://nodejs.org, or run npm ci with the development dependencies, which bring their own.',
    'RepriseにはNode.js 24以降が必要です（現在のバージョン: ' +
      version +
      '）。https://nodejs.org からインストールするか、専用のNode.jsを含む開発用の依存関係も含めて npm ci を実行してください。'
  );
} else if (!hasPackages()) {
  end(
    'The packages that Reprise needs are not installed here: run npm ci in its folder, then start it again.',
    'Repriseに必要なパッケージがインストールされていません。Repriseのフォルダーで npm ci を実行してから、もう一度起動してください。'
  );
} else {
  // Beside the packages: whoever can write there can change the program anyway. Where nobody can, each start compiles.
  require('node:module').enableCompileCache(
    process.env.NODE_COMPILE_CACHE || require('node:path').join(__dirname, '..', 'node_modules', '.cache', 'reprise')
  );
}
