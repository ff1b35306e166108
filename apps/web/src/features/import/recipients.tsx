import type { DraftTask } from '#contracts';

/** Who would get how many rows: lead agencies as the draft names them. */
export const Recipients = ({ tasks }: { readonly tasks: readonly DraftTask[] }) => {
  const counts = new Map<string, number>();
  for (const task of tasks) {
    for (const ref of new Map(task.leads.map((lead) => [lead.id ?? lead.text, lead])).values()) {
      counts.set(ref.text, (counts.get(ref.text) ?? 0) + 1);
    }
  }
  const withoutLead = tasks.filter((task) => task.leads.length === 0).length;
  return (
    <section className="card stack-tight" aria-labelledby="du-thao-noi-nhan">
      <h2 id="du-thao-noi-nhan">Nơi nhận nhiệm vụ chủ trì</h2>
      <ul className="recipient-list">
        {[...counts]
          .sort(([, one], [, other]) => other - one)
          .map(([name, count]) => (
            <li key={name}>
              {name}: {count} nhiệm vụ
            </li>
          ))}
        {withoutLead === 0 ? null : <li>Chưa có cơ quan chủ trì: {withoutLead} nhiệm vụ, vào danh sách chờ phân công của Văn phòng</li>}
      </ul>
    </section>
  );
};
