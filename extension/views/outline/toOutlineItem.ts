import * as vscode from 'vscode';
import type { OutlineRow } from './outlineRow.ts';

/** The row as VS Code draws it. */
export function toOutlineItem(row: OutlineRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, stateOf(row));
  const color = row.color === undefined ? undefined : new vscode.ThemeColor(row.color);
  item.id = row.id;
  item.description = row.description;
  item.iconPath = new vscode.ThemeIcon(row.icon, color);
  item.tooltip = new vscode.MarkdownString(row.tooltip);
  item.accessibilityInformation = { label: row.accessibilityLabel };
  item.contextValue = row.contextValue;
  if (row.opens) {
    const { file, line } = row.opens;
    const selection = new vscode.Range(line - 1, 0, line - 1, 0);
    const target = vscode.Uri.file(file);
    item.command = { command: 'vscode.open', title: 'Open', arguments: [target, { selection }] };
  }
  return item;
}

function stateOf({ children, hasMore, isExpanded }: OutlineRow): vscode.TreeItemCollapsibleState {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  if (children.length === 0 && hasMore !== true) return None;
  return isExpanded === true ? Expanded : Collapsed;
}
