import { useQuery } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import type { PolicyHistoryView, PolicySettingsBody, PolicyVersionView } from '#contracts';
import { QueryView } from '../../ui/query-view.js';
import { formatInstant } from '../../words/dates.js';
import { PolicyDifferences } from './policy-differences.js';
import { differencesOf } from './policy-draft.js';
import { policyHistoryQuery } from './policy.queries.js';

interface PolicyHistoryProps {
  readonly plan: string | null;
  readonly nameOf: (agency: string) => string;
  /** Puts the settings of an earlier version into the form. */
  readonly onReuse: (settings: PolicySettingsBody) => void;
}

const Changes = ({ version, nameOf }: { readonly version: PolicyVersionView; readonly nameOf: PolicyHistoryProps['nameOf'] }) => {
  const differences = differencesOf(version.before, version.after, nameOf);
  return differences.length === 0 ? (
    <p className="soft">Nội dung như đang áp dụng trước đó.</p>
  ) : (
    <PolicyDifferences differences={differences} />
  );
};

const Reuse = ({ name, onReuse }: { readonly name: string; readonly onReuse: () => void }) => (
  <Button className="no-print" size="compact-sm" variant="default" onClick={onReuse}>
    Dùng lại nội dung này<span className="visually-hidden"> ({name})</span>
  </Button>
);

const Version = ({
  version,
  isNewest,
  nameOf,
  onReuse,
}: PolicyHistoryProps & { readonly version: PolicyVersionView; readonly isNewest: boolean }) => {
  const name = `Lần ${String(version.version)}`;
  return (
    <li className="card stack-tight">
      <h3>
        {name}: {version.kind === 'adopted' ? 'áp dụng' : 'bỏ chính sách riêng'}
      </h3>
      <p className="small soft">
        {version.by}, {formatInstant(version.at)}. Căn cứ: {version.basis}
      </p>
      <Changes version={version} nameOf={nameOf} />
      {isNewest || version.kind === 'withdrawn' ? null : (
        <div>
          <Reuse
            name={name}
            onReuse={() => {
              onReuse(version.after);
            }}
          />
        </div>
      )}
    </li>
  );
};

const Versions = ({ history, ...props }: PolicyHistoryProps & { readonly history: PolicyHistoryView }) => {
  const { plan, onReuse } = props;
  const { versions, shipped } = history;
  return (
    <ol className="policy-versions">
      {versions.map((version, index) => (
        <Version key={version.version} {...props} version={version} isNewest={index === 0} />
      ))}
      {plan === null ? (
        <li className="card stack-tight">
          <h3>Có sẵn khi cài đặt hệ thống</h3>
          {versions.length === 0 ? (
            <p className="soft">Đang áp dụng; chưa có lần thay đổi nào.</p>
          ) : (
            <div>
              <Reuse
                name="có sẵn khi cài đặt"
                onReuse={() => {
                  onReuse(shipped);
                }}
              />
            </div>
          )}
        </li>
      ) : null}
    </ol>
  );
};

/** Who changed the policy, when, by what, and what became different; an earlier version can be taken up again. */
export const PolicyHistory = (props: PolicyHistoryProps) => (
  <section className="stack" aria-labelledby="lich-su-chinh-sach">
    <h2 id="lich-su-chinh-sach">Các lần thay đổi</h2>
    <QueryView query={useQuery(policyHistoryQuery(props.plan))} rows={2}>
      {(history) =>
        props.plan !== null && history.versions.length === 0 ? (
          <p className="soft">Kế hoạch này chưa từng có chính sách riêng.</p>
        ) : (
          <Versions {...props} history={history} />
        )
      }
    </QueryView>
  </section>
);
