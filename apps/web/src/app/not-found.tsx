import { Link } from '@tanstack/react-router';

export const NotFound = () => (
  <main className="notice">
    <h1>Không có trang này</h1>
    <p>Địa chỉ có thể đã được gõ thiếu, hoặc trang thuộc về nội dung mà tài khoản này không được xem.</p>
    <p>
      <Link to="/viec-can-xu-ly">Về trang Việc cần xử lý</Link>
    </p>
  </main>
);
