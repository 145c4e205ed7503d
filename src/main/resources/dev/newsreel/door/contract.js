'use strict';

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'];

/** Makes an element with text or other elements in it. */
function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children.filter(child => child !== null));
  return made;
}

function named(className, made) {
  made.className = className;
  return made;
}

/** Makes the parts of a text in which some words are marked as code. */
function marked(text) {
  return text.split('`').map((part, i) => (i % 2 === 1 ? element('code', part) : part));
}

/** Makes paragraphs of a text in which a blank line ends one. */
function paragraphs(text) {
  return text.trim().split(/\n\s*\n/).map(part => element('p', ...marked(part)));
}

class Contract {
  constructor(file) {
    this.file = file;
  }

  /** Returns what a reference leads to, or the node itself. */
  at(node) {
    return node.$ref
      ? node.$ref.slice(2).split('/').reduce((found, part) => found[part], this.file)
      : node;
  }

  /** Returns all operations in their order. */
  operations() {
    return Object.entries(this.file.paths).flatMap(([path, item]) =>
      METHODS.filter(method => item[method]).map(method => ({
        ...item[method],
        method: method.toUpperCase(),
        path,
        parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map(p => this.at(p)),
      })));
  }

  /** Returns the kind of a value, as text or as a link to its description. */
  kind(schema) {
    if (schema.$ref) {
      const name = schema.$ref.split('/').pop();
      const link = element('a', name);
      link.href = '#schema-' + name;
      return [link];
    }
    if (schema.type === 'array') {
      return ['list of ', ...this.kind(schema.items)];
    }
    const choices = schema.oneOf ?? schema.anyOf;
    if (choices && !schema.properties) {
      return choices.flatMap((choice, i) => (i ? [' or ', ...this.kind(choice)] : this.kind(choice)));
    }
    if (schema.enum) {
      return [schema.enum.filter(value => value !== null).join(', ')];
    }
    return [schema.type === 'object' || schema.properties ? 'object' : schema.format ?? schema.type ?? 'anything'];
  }

  /** Returns what a value must keep to, as a sentence. */
  limits(schema) {
    const limits = [];
    const most = schema.maximum ?? schema.maxItems;
    const least = schema.minimum ?? schema.minItems;
    if (most !== undefined) {
      limits.push(`${least ?? 0} to ${most}`);
    }
    if (schema.maxLength) {
      limits.push(`at most ${schema.maxLength} characters`);
    }
    if (schema['x-must']) {
      limits.push('must ' + schema['x-must']);
    }
    if (schema.default !== undefined) {
      limits.push(`${schema.default} if not given`);
    }
    return limits.length ? [element('br'), named('quiet', element('span', limits.join('; ')))] : [];
  }

  /** Returns one line for each field, those of inner objects behind their path. */
  fields(schema, path = '') {
    return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
      const inner = field.type === 'array' ? field.items : field;
      const line = {
        name: path + name,
        schema: field,
        required: (schema.required ?? []).includes(name),
        description: field.description ?? this.at(field).description ?? '',
      };
      return inner.$ref ? [line] : [line, ...this.fields(inner, path + name + '.')];
    });
  }

  /** Makes a table; each line has a name, a schema, a description and whether it must be given. */
  table(title, lines) {
    const head = element('thead', element('tr', ...['Name', 'Kind', 'Meaning'].map(text => {
      const cell = element('th', text);
      cell.scope = 'col';
      return cell;
    })));
    const body = element('tbody', ...lines.map(line => {
      const name = element('th', element('code', line.name), line.required ? ' (must be given)' : '');
      name.scope = 'row';
      return element('tr', name, element('td', ...this.kind(line.schema)),
        element('td', ...marked(line.description), ...this.limits(this.at(line.schema))));
    }));
    const wide = named('wide', element('div', element('table', element('caption', title), head, body)));
    wide.tabIndex = 0;
    wide.setAttribute('role', 'region');
    wide.setAttribute('aria-label', title);
    return wide;
  }

  code(title, text) {
    const block = element('pre', element('code', text));
    block.tabIndex = 0;
    block.setAttribute('role', 'region');
    block.setAttribute('aria-label', title);
    return element('figure', element('figcaption', title), block);
  }

  request(operation) {
    const content = operation.requestBody?.content['application/json'];
    if (!content) {
      return [];
    }
    const examples = content.examples
      ? Object.values(content.examples).map(e => [e.summary, e.value])
      : content.example ? [['Example', content.example]] : [];
    return [
      element('p', 'Body (application/json): ', ...this.kind(content.schema)),
      ...examples.map(([title, value]) =>
        this.code(title + ': ' + operation.path, JSON.stringify(value, null, 2))),
    ];
  }

  response([status, given]) {
    const response = this.at(given);
    const [type, content] = Object.entries(response.content ?? {})[0] ?? [];
    const schema = content?.schema ?? {};
    const codes = schema.allOf?.[1]?.properties.code.enum;
    const headers = Object.keys(response.headers ?? {});
    return element('li', element('strong', status), ' ', ...marked(response.description),
      ...(codes ? [' ', element('code', codes.join(' '))] : []),
      ...(type && !codes ? [` ${type}: `, ...this.kind(schema)] : []),
      ...(headers.length ? [named('quiet', element('span', ' Headers: ' + headers.join(', ')))] : []));
  }

  article(operation) {
    const lines = operation.parameters.map(p => ({
      name: p.name,
      schema: p.schema,
      required: p.required,
      description: `In the ${p.in}. ${p.description}`,
    }));
    const title = element('h3', `${operation.method} ${operation.path}`);
    title.id = operation.operationId;
    const made = element('article', title, element('p', operation.summary),
      operation.deprecated ? element('p', element('strong', 'Deprecated.')) : null,
      ...paragraphs(operation.description ?? ''),
      ...(lines.length ? [this.table(`Parameters of ${operation.operationId}`, lines)] : []),
      ...this.request(operation),
      element('h4', 'Answers'),
      element('ul', ...Object.entries(operation.responses).map(r => this.response(r))));
    made.setAttribute('aria-labelledby', operation.operationId);
    return made;
  }

  schema([name, schema]) {
    const title = element('h3', name);
    title.id = 'schema-' + name;
    const lines = this.fields(schema);
    return element('section', title, ...paragraphs(schema.description ?? ''),
      lines.length
        ? this.table(`Fields of ${name}`, lines)
        : element('p', ...this.kind(schema), ...this.limits(schema)));
  }

  show() {
    const main = document.getElementById('main');
    const index = document.getElementById('index');
    document.getElementById('about').append(...paragraphs(this.file.info.description));
    const all = this.operations();
    for (const tag of this.file.tags) {
      const own = all.filter(operation => operation.tags[0] === tag.name);
      main.append(element('section', element('h2', tag.description), ...own.map(o => this.article(o))));
      index.append(element('li', tag.name, element('ul', ...own.map(operation => {
        const link = element('a', operation.summary);
        link.href = '#' + operation.operationId;
        return element('li', link);
      }))));
    }
    main.append(element('section', element('h2', 'Schemas'),
      ...Object.entries(this.file.components.schemas).map(s => this.schema(s))));
  }
}

async function start() {
  const state = document.getElementById('state');
  try {
    const answer = await fetch('/api/v1/openapi.json');
    new Contract(await answer.json()).show();
    state.textContent = '';
    if (location.hash) {
      document.getElementById(location.hash.slice(1))?.scrollIntoView();
    }
  } catch (failure) {
    state.textContent = 'The contract cannot be shown: ' + failure.message;
  }
}

start();
