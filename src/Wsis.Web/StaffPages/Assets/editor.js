// The editor of a letter: buttons, text pasted from Word, and a preview beside it. Without it the page works, and the
// button Preview shows the preview.
'use strict';

const editor = document.getElementById('editor');
const area = document.getElementById('text');

// Goes through the browser's own editing, so that a person can undo it.
const insert = text => {
  area.focus();
  if (document.execCommand('insertText', false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
};

for (const bar of document.querySelectorAll('[data-insert]')) {
  bar.hidden = false;
  // A toolbar is one stop of the tabulator. Arrow keys move within it.
  const buttons = [...bar.querySelectorAll('button')];
  const stopAt = chosen => { for (const button of buttons) button.tabIndex = button === chosen ? 0 : -1; };
  stopAt(buttons[0]);
  bar.addEventListener('focusin', e => stopAt(e.target));
  bar.addEventListener('keydown', e => {
    const at = buttons.indexOf(e.target);
    const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 };
    if (at < 0 || !(e.key in steps) || e.altKey || e.ctrlKey || e.metaKey) return;
    e.preventDefault();
    buttons[(steps[e.key] + buttons.length) % buttons.length].focus();
  });
  bar.addEventListener('click', e => {
    const { text, around, link } = e.target.dataset;
    const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
    if (text) insert(text);
    else if (around) insert(around + chosen + around);
    else if (link) insert(`[${chosen}](${link})`);
  });
}

// Markdown of what was copied from Word or a page. Fields in braces stay as they are.
const toMarkdown = html => {
  const blocks = [];
  const escape = text => text.split(/(\{\{.*?\}\}|\{%.*?%\})/).map((part, i) => i % 2 ? part
    : part.replace(/[\\`*[\]<]/g, '\\$&').replace(/(^|\W)_|_(?=\W|$)/g, m => m.replace('_', '\\_'))).join('');
  // Read as text: the content security policy keeps the browser from applying the styles of what was copied.
  const styleOf = (node, name) => new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]*)`, 'i')
    .exec(node.getAttribute('style') ?? '')?.[1].trim().toLowerCase() ?? '';
  const isBold = node => /^(B|STRONG|H[1-6]|TH)$/.test(node.tagName)
    ? !/^(normal|400)$/.test(styleOf(node, 'font-weight')) : /^(bold|[6-9]00)$/.test(styleOf(node, 'font-weight'));
  const isItalic = node => /^(I|EM)$/.test(node.tagName)
    ? styleOf(node, 'font-style') !== 'normal' : styleOf(node, 'font-style') === 'italic';
  const isSign = node => /^ignore$/i.test(styleOf(node, 'mso-list'));
  // Marks stand at words: Markdown knows no emphasis that begins or ends with a space.
  const mark = (text, sign) => text.replace(/^(\s*)([\s\S]*?)(\s*)$/,
    (_, before, words, after) => words ? before + sign + words + sign + after : before + after);
  const isLeftOut = node => node.nodeType !== Node.TEXT_NODE && (node.nodeType !== Node.ELEMENT_NODE
    || /^(STYLE|SCRIPT|HEAD|TITLE|META|LINK|IMG)$/.test(node.tagName) || isSign(node));
  const inline = (node, bold, italic) => {
    if (isLeftOut(node)) return '';
    if (node.nodeType === Node.TEXT_NODE) return escape(node.data.replace(/\s+/g, ' '));
    if (node.tagName === 'BR') return '\n';
    const [makesBold, makesItalic] = [!bold && isBold(node), !italic && isItalic(node)];
    let text = [...node.childNodes].map(c => inline(c, bold || makesBold, italic || makesItalic)).join('');
    const address = node.tagName === 'A' ? node.getAttribute('href') ?? '' : '';
    if (/^(https?|mailto):/i.test(address) && text.trim())
      text = text.replace(/^(\s*)([\s\S]*?)(\s*)$/, (_, before, words, after) =>
        `${before}[${words}](${address.replace(/[\s()<>]/g, sign => `%${sign.charCodeAt(0).toString(16)}`)})${after}`);
    if (makesItalic) text = mark(text, '*');
    return makesBold ? mark(text, '**') : text;
  };
  const write = (nodes, prefix, indent, bold) => {
    const text = nodes.map(n => inline(n, bold, false)).join('').replace(/\*\*(\s*)\*\*/g, '$1')
      .replace(/[^\S\n]+/g, ' ').replace(/ ?\n ?/g, '\n').trim();
    if (!text) return;
    const hanging = ' '.repeat(indent.length + prefix.length);
    const lines = (bold ? mark(text, '**') : text).split('\n').filter(line => line.trim());
    const first = prefix ? lines[0] : lines[0].replace(/^([-+#>]|\d+[.)])(?= |$)/, m =>
      m.replace(/.$/, '\\$&'));
    blocks.push({ text: indent + prefix + [first, ...lines.slice(1)].join(`\\\n${hanging}`), isItem: prefix !== '' });
  };
  const isBlock = node => /^(P|DIV|H[1-6]|UL|OL|LI|TABLE|TBODY|THEAD|TR|BLOCKQUOTE|SECTION|ARTICLE|HTML|BODY|PRE|HR)$/
    .test(node.tagName ?? '') || (node.nodeType === Node.ELEMENT_NODE && [...node.childNodes].some(isBlock));
  // Word writes the items of a list as paragraphs, and their number as a text that is to be ignored.
  const wordItem = node => {
    const [, level] = /^l\d+\s+level(\d+)/.exec(styleOf(node, 'mso-list')) ?? [];
    if (!level) return null;
    const sign = [...node.querySelectorAll('span')].find(isSign);
    const number = /^\s*\(?(\d+)[.)]/.exec(sign?.textContent ?? '');
    return { prefix: number ? `${number[1]}. ` : '- ', indent: '   '.repeat(level - 1) };
  };
  const walk = (node, prefix, indent, bold) => {
    let line = [];
    const end = () => { write(line, prefix, indent, bold); if (line.length) prefix = ''; line = []; };
    for (const child of node.childNodes) {
      if (isLeftOut(child)) continue;
      if (!isBlock(child)) { line.push(child); continue; }
      end();
      const item = wordItem(child);
      if (item) walk(child, item.prefix, item.indent, false);
      else if (/^(UL|OL)$/.test(child.tagName)) {
        let number = child.start ?? 1;
        const inner = indent + (node.tagName === 'LI' ? '   ' : '');
        for (const entry of child.children)
          walk(entry, child.tagName === 'OL' ? `${number++}. ` : '- ', inner, false);
      } else if (child.tagName === 'TR')
        write([...child.cells].flatMap((c, i) => [...i ? [document.createTextNode(' · ')] : [], ...c.childNodes]),
          '', indent, [...child.cells].every(c => c.tagName === 'TH'));
      else { walk(child, prefix, indent, /^H[1-6]$/.test(child.tagName)); prefix = ''; }
    }
    end();
  };
  walk(new DOMParser().parseFromString(html, 'text/html').body, '', '', false);
  return blocks.reduce((all, block, i) =>
    all + (i === 0 ? '' : block.isItem && blocks[i - 1].isItem ? '\n' : '\n\n') + block.text, '');
};

area.addEventListener('paste', e => {
  const html = e.clipboardData.getData('text/html');
  if (area.readOnly || !/<(p|li|h[1-6]|b|strong|i|em|a|table|br)\b/i.test(html)) return;
  const text = toMarkdown(html);
  if (!text) return;
  e.preventDefault();
  insert(text);
});

// The preview follows what is typed. What was asked for last is shown, and nothing is stored.
const address = editor.dataset.preview;
if (address) {
  const preview = document.getElementById('preview');
  const frames = preview.querySelectorAll('iframe');
  let latest = null;
  let timer = 0;
  let request = new AbortController();
  const fill = frame => {
    if (latest === null || !frame.contentDocument?.body) return;
    const letter = new DOMParser().parseFromString(latest, 'text/html');
    const root = frame.contentDocument.documentElement;
    // The sheet keeps its own rules, which show the same letter as it is printed.
    const rules = frame.matches('.paper') ? frame.contentDocument.querySelector('style') : null;
    root.lang = letter.documentElement.lang;
    root.dir = letter.documentElement.dir;
    // Parsed by the frame, whose content security policy allows the styles of a letter.
    root.innerHTML = letter.documentElement.innerHTML;
    if (rules) root.querySelector('style').replaceWith(rules);
  };
  for (const frame of frames) frame.addEventListener('load', () => fill(frame));
  const show = html => {
    const answer = new DOMParser().parseFromString(html, 'text/html');
    const isRendered = answer.querySelector('[data-rendered]') !== null;
    for (const part of preview.querySelectorAll('[data-part]')) {
      const other = answer.querySelector(`[data-part=${part.dataset.part}]`);
      // What has errors leaves the latest preview without errors in place.
      if ((isRendered || part.dataset.part === 'problems') && part.innerHTML !== other.innerHTML)
        part.replaceChildren(...other.childNodes);
    }
    preview.querySelector('.preview').classList.toggle('stale', !isRendered);
    if (!isRendered) return;
    preview.querySelector('.preview').hidden = false;
    latest = answer.querySelector('[data-part=document]').value;
    frames.forEach(fill);
  };
  const update = async () => {
    request.abort();
    request = new AbortController();
    try {
      const response = await fetch(address, {
        method: 'POST', body: new URLSearchParams(new FormData(editor)), signal: request.signal
      });
      if (response.ok) show(await response.text());
    } catch { /* It is asked for again after the next key. */ }
  };
  editor.addEventListener('input', e => {
    if (e.target.name === 'view') return;
    clearTimeout(timer);
    timer = setTimeout(update, 300);
  });
  // A test letter is of what is typed, for the invitee who is chosen.
  for (const form of document.querySelectorAll('[data-sends-typed] form'))
    form.addEventListener('formdata', e => {
      e.formData.set('typed', area.value);
      e.formData.set('invitee', editor.elements.invitee.value);
    });
}
