/** A repository as people make them: a few files, several authors, renames, a merge, a reformatting that is to be ignored. */
import { createRepository, type GitRepository } from './gitRepository.ts';

/** The file that most of the history is about. */
export const shopFile = 'src/cart.ts';

interface Author {
  readonly name: string;
  readonly email: string;
  readonly zone: string;
}

const ada: Author = { name: 'Ada Lovelace', email: 'ada@example.com', zone: '+0100' };
const grace: Author = { name: 'Grace Hopper', email: 'grace@example.com', zone: '-0500' };
const li: Author = { name: '李小龙', email: 'li@example.cn', zone: '+0800' };

const first = `/** The shopping cart. */
import { Item } from './item';

export class Cart {
  private items: Item[] = [];

  add(item: Item): void {
    this.items.push(item);
  }

  total(): number {
    let sum = 0;
    for (const item of this.items) sum += item.price;
    return sum;
  }
}
`;

const discounts = first.replace('    return sum;', '    return sum - this.discount(sum);').replace(
  /}\n$/,
  `
  private discount(sum: number): number {
    return sum > 100 ? sum / 10 : 0;
  }
}

export function emptyCart(): Cart {
  return new Cart();
}
`,
);

const checked = discounts.replace(
  '    this.items.push(item);',
  '    if (item.price < 0) throw new RangeError(`${item.name}: 价格 < 0`);\n    this.items.push(item);',
);

const reformatted = checked.replaceAll(/^( +)/gm, (blanks) => '\t'.repeat(blanks.length / 2));

const guide = `# Shop

How to use it.

## Carts

Add items, ask for the total.
`;

/** \`git log\`, oldest first: 1.0 is tagged at the third commit; the last but one reformats and is in the list of ignored commits. */
export function openShop(): GitRepository {
  const shop = createRepository();
  let day = 0;
  const commit = ({ name, email, zone }: Author, message: string): string => {
    day += 40;
    const date = `${1_650_000_000 + day * 86_400} ${zone}`;
    shop.git('add', '--all');
    const environment = {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
    };
    const { status, stderr } = shop.run(['commit', '-q', '-m', message], { environment });
    if (status !== 0) throw new Error(stderr);
    return shop.git('rev-parse', 'HEAD');
  };
  shop.write('cart.ts', first);
  shop.write('README.md', guide);
  commit(ada, 'Add a cart (#1)\n\nIt adds items up, which is all that carts do.');
  shop.git('rm', '-q', '--cached', 'cart.ts');
  shop.run(['clean', '-fq', 'cart.ts']);
  shop.write(shopFile, first);
  commit(grace, 'Move sources below src');
  shop.write(shopFile, discounts);
  commit(
    grace,
    'Give a discount on large orders (#12)\n\nTen per cent above 100.\n\nReviewed-by: Ada Lovelace <ada@example.com>',
  );
  shop.git('tag', 'v1.0');
  shop.write(shopFile, checked);
  shop.write('README.md', guide.replace('for the total', 'for the total, pay'));
  commit(li, '拒绝负价格 (#20)');
  shop.write(shopFile, reformatted);
  const reformatting = commit(ada, 'Indent by tabs');
  shop.write('.git-blame-ignore-revs', `# Indent by tabs\n${reformatting}\n`);
  commit(ada, 'Ignore the reformatting in blame');
  return shop;
}
